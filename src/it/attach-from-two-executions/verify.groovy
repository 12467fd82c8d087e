def installed = new File(localRepositoryPath, 'org/example/attach-from-two-executions/1.0')
for (set in ['plan1': '', 'nightly': '-nightly']) {
    for (file in [
        'phase_metrics.json': "phase-metrics${set.value}.json",
        'resource_usage.jsonl': "resource-usage${set.value}.jsonl",
        'latency_histograms.json': "latency-histograms${set.value}.json",
        'run.json': "run${set.value}.json",
    ]) {
        def written = new File(basedir, "artifacts/${set.key}/${file.key}")
        assert new File(installed, "attach-from-two-executions-1.0-${file.value}").bytes == written.bytes
    }
}
