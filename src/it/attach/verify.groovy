def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("Wrote 1 phase and 1 resource sample to ${new File(basedir, 'artifacts/plan1')}")
def written = new File(basedir, 'artifacts/plan1')
def installed = new File(localRepositoryPath, 'org/example/attach/1.0')
for (file in [
    'phase_metrics.json': 'attach-1.0-phase-metrics.json',
    'resource_usage.jsonl': 'attach-1.0-resource-usage.jsonl',
    'latency_histograms.json': 'attach-1.0-latency-histograms.json',
    'run.json': 'attach-1.0-run.json',
]) {
    assert new File(installed, file.value).bytes == new File(written, file.key).bytes
}
