def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('-Dmetricsgate.p99Threshold=10s has no effect: <p99Threshold>1ms</p99Threshold> in the pom is preferred'
        + ' by Maven; let the pom say <p99Threshold>${metricsgate.p99Threshold}</p99Threshold> or leave it out there')
assert log.contains("p99 of phase 0 'Configuration' is 123.5 ms, 124 times its limit of 1 ms (<p99Threshold> in pom.xml:20)")
assert !log.contains('-Dmetricsgate.failOnBrokenThreshold=false has no effect')
