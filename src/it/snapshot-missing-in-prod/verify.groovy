def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("there is no snapshot ${new File(basedir, 'target/metrics-snapshot.json')}:"
        + ' let the pipeline export it before this goal runs, or set <snapshot> (-Dmetricsgate.snapshot),'
        + ' and <environment> is PROD')
assert !log.contains('2 phases')
