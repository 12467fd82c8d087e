def log = new File(basedir, 'build.log').getText('UTF-8')
def reports = new File(basedir, 'reports/pipeline').canonicalFile

assert log.contains('1 mistake in the configuration of metrics-gate:')
assert log.contains("  <reportDirectory> is '$reports', where org.example.first:pipeline has its reports in this build: give"
        + ' org.example.second:pipeline another')
assert new File(reports, 'verification.json').text.contains('"result": "passed"')
