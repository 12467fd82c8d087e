def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().any { it.startsWith('[WARNING]') && it.endsWith("${new File(basedir,
        'artifacts/plan1/resource_usage.jsonl')} is missing: run persist-metrics first, set <outputDirectory>"
        + ' (-Dmetricsgate.outputDirectory), or switch the goals off in this module (-Dmetricsgate.skip)') }
assert log.contains('1 Ingestion      80.5 ms  310 ms  499.9 ms*  p99 <= 500 ms  kept')
assert log.contains('2 phases, 2 thresholds kept, 0 broken, 0 not measured')
assert !new File(basedir, 'artifacts/plan1/resource_usage.jsonl').exists()
