def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('2 files missing, and <environment> is PROD; run persist-metrics first, set <outputDirectory>'
        + ' (-Dmetricsgate.outputDirectory), or switch the goals off in this module (-Dmetricsgate.skip):')
assert log.contains("  ${new File(basedir, 'artifacts/plan1/resource_usage.jsonl')}")
assert log.contains("  ${new File(basedir, 'artifacts/plan1/latency_histograms.json')}")
