def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 mistake in the configuration of metrics-gate:')
assert log.contains("-Dmetricsgate.p99Treshold is no property of any goal of the plugin, and no pom refers to it"
        + " (did you mean 'metricsgate.p99Threshold'?)")
assert !new File(basedir, 'artifacts').exists()
