def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('1 mistake in the configuration of metrics-gate:')
assert log.contains("the execution 'default-verify-metrics' has a configuration and no goals, so that nothing runs it (did you mean"
        + " 'default'?): its limits (<p99Threshold>) would have no effect; give it <goals>, or move them to the plugin's <configuration>")
assert log.readLines().any { it.startsWith('[WARNING]')
        && it.endsWith("the execution 'nightly' has a configuration and no goals, so that nothing runs it") }
assert !new File(basedir, 'artifacts').exists()
