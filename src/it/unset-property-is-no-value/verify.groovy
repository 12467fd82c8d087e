def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('6 mistakes in the configuration of metrics-gate:')
assert log.contains("<p99Threshold> is '\${p99.limit}': a property in it is not set, at least not here")
assert log.contains("<environment> is '\${gate.environment}': a property in it is not set, at least not here")
assert log.contains("<outputDirectory> is '\${gate.directory}/artifacts': a property in it is not set, at least not here")
assert log.contains("<phaseMetricsFile> is '$basedir', which contains a separator")
assert log.contains("<thresholds><export><max> is '\${export.limit}': a limit is a number (milliseconds)")
assert log.contains("-Dmetricsgate.skpi is no property of any goal of the plugin (did you mean 'metricsgate.skip'?)")
