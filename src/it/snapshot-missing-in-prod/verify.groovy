def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("There is no snapshot ${new File(basedir, 'target/metrics-snapshot.json')}")
assert log.contains(', and <environment> is PROD; let the pipeline write it before persist-metrics runs, set <snapshot>'
        + ' (-Dmetricsgate.snapshot), or switch the goals off in this module (-Dmetricsgate.skip):')
assert !log.contains('2 phases')
