def log = new File(basedir, 'build.log').getText('UTF-8')
def file = new File(basedir, 'jmh-result.json')

assert log.contains("$file is not a snapshot, it looks like a result of JMH (-rf json; read are those of all versions up to 1.37):"
        + ' let collect-metrics read it and write the snapshot. In the pom: <goal>collect-metrics</goal> before'
        + ' <goal>persist-metrics</goal>, <sources><jmh-result>jmh-result.json</jmh-result></sources> instead of <snapshot>;'
        + " without a pom: collect-metrics persist-metrics -Dmetricsgate.sources=$file")
assert !new File(basedir, 'artifacts').exists()
