def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('3 phases, 3 thresholds kept, 0 broken, 0 not measured')
def reports = new File(basedir, 'reports')
assert reports.list().sort() == ['TEST-metrics-gate.xml', 'TEST-org.example.OwnTest.xml', 'metrics.txt', 'report.css', 'report.html', 'summary.md',
        'trend.svg', 'verification.json']
assert new File(reports, 'summary.md').text.startsWith(
        '### metrics-gate: passed (`custom-report-directory`)\n\n3 phases, 3 thresholds kept, 0 broken, 0 not measured\n')
assert new File(reports, 'verification.json').text.contains('"result": "passed"')
assert new File(reports, 'TEST-org.example.OwnTest.xml').text == '<testsuite name="org.example.OwnTest"/>\n'
assert !new File(basedir, 'target/metrics-gate').exists()
