def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().count { it.endsWith('Skipped: <skip> or -Dmetricsgate.skip is true') } == 2
assert !new File(basedir, 'artifacts').exists()
