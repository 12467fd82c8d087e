def log = new File(basedir, 'build.log').getText('UTF-8')

def set = new File(basedir, 'artifacts/plan1')
assert log.contains("Wrote 1 phase and 1 resource sample to $set")
assert log.contains('0 Configuration  120 ms  123 ms  123.5 ms  p99 <= 500 ms  kept')
assert log.contains('1 phase, 1 threshold kept, 0 broken, 0 not measured')
assert set.list().sort() == ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json']
assert basedir.list().every { !it.contains('$') }
assert new File(basedir, 'target/metrics-gate/report.html').getText('UTF-8').contains('<span class="result">passed</span>')
