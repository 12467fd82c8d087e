def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().any { it.startsWith('[WARNING]') && it.endsWith("${new File(basedir,
        'artifacts/plan1/resource_usage.jsonl')} is missing: run persist-metrics first, or set <outputDirectory>"
        + ' (-Dmetricsgate.outputDirectory)') }
assert log.contains('1 Ingestion       80.500  310.000  499.900*  p99 <= 500 ms  kept')
assert log.contains('2 phases, 2 thresholds kept, 0 broken, 0 not measured')
assert !new File(basedir, 'artifacts/plan1/resource_usage.jsonl').exists()
