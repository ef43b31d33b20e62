// What a shell is given so that it asks the command line back. The same few lines for each shell: every word up to the
// cursor goes in, a value a line comes out, with what it is behind a tab. Where none comes out, files are completed.

/** Shells that have a script. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** One of {@linkcode SHELLS}. */
export type Shell = (typeof SHELLS)[number];

// Nothing of it is newer than bash 3.2, the one that macOS has, and nothing comes from bash-completion: the words are
// taken from the line itself, because COMP_WORDS is cut at ":" and "=" by some versions and not by others. What stands
// before the last of these is taken off the answers, because readline leaves it where it is.
const BASH = `# bmverify for bash: put this into ~/.bashrc
#   eval "$(bmverify completions bash)"
_bmverify() {
  local line="\${COMP_LINE:0:\$COMP_POINT}" word answer kept="" tab=$'\\t'
  local -a words
  read -r -a words <<< "$line"
  case "$line" in *[[:space:]]) words[\${#words[@]}]="" ;; esac
  word="\${words[\${#words[@]} - 1]}"
  case "$word" in *[:=]*) kept="\${word%"\${word##*[:=]}"}" ;; esac
  COMPREPLY=()
  while IFS= read -r answer; do
    answer="\${answer%%"$tab"*}"
    COMPREPLY[\${#COMPREPLY[@]}]="\${answer#"$kept"}"
  done < <(bmverify complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -o default -F _bmverify bmverify
`;

const ZSH = `#compdef bmverify
# bmverify for zsh: put this into ~/.zshrc, behind compinit
#   eval "$(bmverify completions zsh)"
_bmverify() {
  local answer
  local -a answers
  while IFS= read -r answer; do
    answers+=("\${\${answer%%$'\\t'*}//:/\\\\:}:\${answer#*$'\\t'}")
  done < <(bmverify complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#answers} )); then _describe -t values bmverify answers; else _files; fi
}
if [[ "\${funcstack[1]}" == _bmverify ]]; then _bmverify "$@"; else compdef _bmverify bmverify; fi
`;

const FISH = `# bmverify for fish: put this into ~/.config/fish/completions/bmverify.fish
#   bmverify completions fish > ~/.config/fish/completions/bmverify.fish
function __bmverify_complete
  set -l words (commandline -opc)
  set -l word (commandline -ct)
  set -l answers (bmverify complete -- $words[2..-1] "$word" 2>/dev/null)
  if test (count $answers) -gt 0
    printf '%s\\n' $answers
  else
    __fish_complete_path "$word"
  end
end
complete -c bmverify -f -a '(__bmverify_complete)'
`;

/** The script of a shell. */
export function completionScript(shell: Shell): string {
  return { bash: BASH, zsh: ZSH, fish: FISH }[shell];
}
