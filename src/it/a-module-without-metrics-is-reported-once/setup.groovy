def reports = new File(basedir, 'target/metrics-gate-reactor')
reports.mkdirs()
new File(reports, 'summary.md').text = 'of an earlier build'
return true
