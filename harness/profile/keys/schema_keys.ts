// Keys of the vendor's preference schema for com.microsoft.wdav, one a line as in schema_key.ts. Written by a program:
// "deno task keys SCHEMA.json" takes the file that the vendor publishes. What documents say beyond it stands in known_*_keys.ts.

/** Version of the schema: the agent version it is for. */
export const SCHEMA_VERSION = "101.25102.0001";

/** Its keys, by path. */
export const SCHEMA_ROWS = `
antivirusEngine dict
antivirusEngine.allowedThreats array
antivirusEngine.allowedThreats[] string
antivirusEngine.disallowedThreatActions array
antivirusEngine.disallowedThreatActions[] string in:allow|restore
antivirusEngine.enableFileHashComputation boolean default:false since:101.97.94
antivirusEngine.enableRealTimeProtection boolean default:true
antivirusEngine.enforcementLevel string in:passive|on_demand|real_time default:real_time since:101.23062.0016
antivirusEngine.exclusions array
antivirusEngine.exclusionsMergePolicy string in:merge|admin_only default:merge
antivirusEngine.exclusions[] dict
antivirusEngine.exclusions[].$type string in:excludedPath|excludedFileExtension|excludedFileName default:excludedPath
antivirusEngine.exclusions[].extension string
antivirusEngine.exclusions[].isDirectory boolean
antivirusEngine.exclusions[].name string
antivirusEngine.exclusions[].path string
antivirusEngine.maximumOnDemandScanThreads integer range:1..64 default:2 since:101.47.27
antivirusEngine.offlineDefinitionUpdate string in:enabled|disabled default:disabled since:101.25072.0011
antivirusEngine.offlineDefinitionUpdateFallbackToCloud boolean default:true since:101.25102.0001
antivirusEngine.offlineDefinitionUpdateUrl string since:101.25072.0011
antivirusEngine.passiveMode boolean default:false
antivirusEngine.scanAfterDefinitionUpdate boolean default:true since:101.47.27
antivirusEngine.scanArchives boolean default:true since:101.97.94
antivirusEngine.scanHistoryMaximumItems integer range:5000..15000 default:10000
antivirusEngine.scanResultsRetentionDays integer range:1..180 default:90
antivirusEngine.threatTypeSettings array
antivirusEngine.threatTypeSettingsMergePolicy string in:merge|admin_only default:merge
antivirusEngine.threatTypeSettings[] dict
antivirusEngine.threatTypeSettings[].key string in:potentially_unwanted_application|archive_bomb
antivirusEngine.threatTypeSettings[].value string in:audit|block|off default:audit
cloudService dict
cloudService.automaticDefinitionUpdateEnabled boolean default:true
cloudService.automaticSampleSubmission boolean default:true until:101.24032.0006
cloudService.automaticSampleSubmissionConsent string in:none|safe|all default:safe since:101.24032.0006
cloudService.cloudBlockLevel string in:normal|moderate|high|high_plus|zero_tolerance default:normal since:101.98.71
cloudService.definitionUpdateDue integer range:1..30 default:7 since:101.24122.0004
cloudService.definitionUpdatesInterval integer range:60..86400 default:28800 since:101.25032.0006
cloudService.diagnosticLevel string in:optional|required default:optional
cloudService.enabled boolean default:true
cloudService.proxy string since:101.25032.0006
deviceControl dict since:101.66.54
deviceControl.policy string since:101.66.54
dlp dict since:101.71.18
dlp.exclusions array since:101.71.18
dlp.exclusions[] dict since:101.71.18
dlp.exclusions[].flag integer since:101.71.18
dlp.exclusions[].signingId string since:101.71.18
dlp.features array since:101.71.18
dlp.features[] dict since:101.71.18
dlp.features[].name string since:101.71.18
dlp.features[].ring string in:insiderFast|external|production default:production since:101.71.18
dlp.features[].state string in:enabled|disabled default:enabled since:101.71.18
edr dict
edr.groupIds string since:101.23062.0016
edr.tags array
edr.tags[] dict
edr.tags[].key string in:GROUP
edr.tags[].value string
features dict since:101.47.27
features.behaviorMonitoring string in:enabled|disabled default:disabled since:101.24122.0005
features.dataLossPrevention string in:enabled|disabled default:disabled since:101.47.27
features.offlineDefinitionUpdateVerifySig string in:enabled|disabled default:enabled since:101.25072.0011
features.scheduledScan string in:enabled|disabled default:enabled since:101.24042.0008
features.systemExtensions string in:enabled|disabled default:disabled since:101.47.27 until:101.97.94
networkProtection dict since:101.71.18
networkProtection.disableDnsOverTcpParsing boolean default:false since:101.24122.0004
networkProtection.disableDnsParsing boolean default:false since:101.24122.0004
networkProtection.disableFtpParsing boolean default:false since:101.24122.0004
networkProtection.disableHttpParsing boolean default:false since:101.24122.0004
networkProtection.disableIcmpParsing boolean default:false since:101.24122.0004
networkProtection.disableInboundConnectionFiltering boolean default:false since:101.24122.0004
networkProtection.disableRdpParsing boolean default:false since:101.24122.0004
networkProtection.disableSmtpParsing boolean default:false since:101.24122.0004
networkProtection.disableSshParsing boolean default:false since:101.24122.0004
networkProtection.disableTlsParsing boolean default:false since:101.24122.0004
networkProtection.enableSetWarnToBlock boolean default:false since:101.24122.0004
networkProtection.enforcementLevel string in:disabled|audit|block default:audit since:101.71.18
scheduledScan dict since:101.24042.0008
scheduledScan.checkForDefinitionsUpdate boolean default:false since:101.24042.0008
scheduledScan.dailyConfiguration dict since:101.24042.0008
scheduledScan.dailyConfiguration.interval integer range:0..24 default:0 since:101.24042.0008
scheduledScan.dailyConfiguration.timeOfDay integer range:0..1440 default:0 since:101.24042.0008
scheduledScan.ignoreExclusions boolean default:false since:101.24042.0008
scheduledScan.lowPriorityScheduledScan boolean default:false since:101.24042.0008
scheduledScan.randomizeScanStartTime integer range:0..23 default:0 since:101.24042.0008
scheduledScan.runScanWhenIdle boolean default:false since:101.24042.0008
scheduledScan.weeklyConfiguration dict since:101.24042.0008
scheduledScan.weeklyConfiguration.dayOfWeek integer range:0..8 default:0 since:101.24042.0008
scheduledScan.weeklyConfiguration.scanType string in:quick|full default:quick since:101.24042.0008
scheduledScan.weeklyConfiguration.timeOfDay integer range:0..1440 default:0 since:101.24042.0008
tamperProtection dict since:101.66.54
tamperProtection.enforcementLevel string in:disabled|audit|block default:block since:101.66.54
tamperProtection.exclusions array since:101.97.94
tamperProtection.exclusions[] dict since:101.97.94
tamperProtection.exclusions[].args array since:101.97.94
tamperProtection.exclusions[].args[] string since:101.97.94
tamperProtection.exclusions[].path string since:101.97.94
tamperProtection.exclusions[].signingId string since:101.97.94
tamperProtection.exclusions[].teamId string since:101.97.94
userInterface dict
userInterface.consumerExperience string in:enabled|disabled default:enabled since:101.71.18
userInterface.hideStatusMenuIcon boolean default:false
userInterface.userInitiatedFeedback string in:enabled|disabled default:enabled
`;
