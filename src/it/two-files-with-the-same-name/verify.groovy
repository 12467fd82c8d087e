def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 mistake in the configuration of metrics-gate:')
assert log.contains("<phaseMetricsFile>, <resourceUsageFile> and <latencyHistogramsFile> are 'metrics.json',"
        + " 'resource_usage.jsonl', 'Metrics.json': give each a name of its own")
assert !new File(basedir, 'artifacts').exists()
