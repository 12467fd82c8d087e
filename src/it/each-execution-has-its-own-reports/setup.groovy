['', 'default-strict', 'never-reached', 'of-no-execution'].each {
    def reports = new File(basedir, "target/metrics-gate/$it")
    reports.mkdirs()
    new File(reports, 'summary.md').text = 'of an earlier build'
}
return true
