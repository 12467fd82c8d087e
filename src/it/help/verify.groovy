def log = new File(basedir, 'build.log').getText('UTF-8')

def lines = log.readLines()*.replaceFirst(/^\[INFO] (\[stdout] )?/, '')
for (goal in ['aggregate-metrics', 'collect-metrics', 'persist-metrics', 'verify-metrics', 'help']) {
    assert lines.contains("metrics-gate:$goal" as String)
}
for (parameter in [
    'sources', 'sets', 'snapshot', 'outputDirectory', 'phaseMetricsFile', 'resourceUsageFile', 'latencyHistogramsFile', 'environment',
    'p99Threshold', 'thresholds', 'latencyUnit', 'failOnBrokenThreshold', 'onInconclusive', 'maxAge',
    'reportDirectory', 'annotations', 'failOnAborted', 'attach', 'skip',
]) {
    assert lines.any { it == "    $parameter" || it.startsWith("    $parameter (Default: ") }
}
for (parameter in [
    'annotations', 'attach', 'environment', 'failOnAborted', 'failOnBrokenThreshold', 'latencyUnit', 'maxAge', 'onInconclusive',
    'outputDirectory', 'p99Threshold', 'reportDirectory', 'sets', 'skip', 'snapshot', 'sources',
]) {
    assert lines.contains("      User property: metricsgate.$parameter" as String)
}
