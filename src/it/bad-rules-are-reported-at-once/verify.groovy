def log = new File(basedir, 'build.log').getText('UTF-8')

def expected = [
    "<onInconclusive> is 'maybe': it must be fail, warn or ignore",
    "<maxAge> is '24': it must be a number with a unit of time, more than 0, as in 24h, 90m or 7d",
    "<annotations> is 'yes': it must be true or false",
    "<reportDirectory> is '${new File(basedir, 'README.md')}', which is not a directory",
    "<thresholds><unit-on-a-rate><min> is '500ms': a limit on throughput is a number without a unit, as in 500 or 0.5",
    "<thresholds><percent><max> is '95': progress ranges from 0 to 1",
    '<thresholds><upside-down> has a <min> of 2s over its <max> of 500ms: no value can be within both',
    "<thresholds><stern><severity> is 'error': it must be fail or warn",
    "<thresholds><of-nothing><minSamples> is '0': it must be a whole number of items, 1 or more",
    "<thresholds><run-of-a-phase><phase> is 'Ingestion': rss_mb.max is a metric of the run, not of a phase; leave <phase> out",
    "<thresholds><tail-of-memory><metric> is 'rss_mb.p95', which is not a metric of the run"
        + "; a resource has .max, .min, .mean, .last",
    "<thresholds><misspelt><metric> is 'cpu_percent.maen', which is not a metric of the run"
        + " (did you mean 'mean'?); a resource has .max, .min, .mean, .last",
    "<thresholds><negative><max> is '-1': a limit on errors is a number without a unit, as in 500 or 0.5",
]
assert log.contains("${expected.size()} mistakes in the configuration of metrics-gate:")
expected.each { assert log.contains(it) }
assert !log.contains('Read ')
assert new File(basedir, 'README.md').isFile()
