def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('No SHA256SUMS beside the files: something other than persist-metrics wrote them')
assert log.contains('2 phases, 2 thresholds kept, 0 broken, 0 not measured')
assert new File(basedir, 'artifacts/plan1').list().sort() ==
        ['latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl']
