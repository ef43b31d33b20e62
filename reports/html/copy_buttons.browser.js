// deno-lint-ignore-file house/no-machine-access -- runs in the browser of whoever reads the page
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const status = button.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = "Copied";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(button.parentElement.querySelector("code"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      status.textContent = "Selected";
    }
    setTimeout(() => status.textContent = "", 2000);
  });
}
