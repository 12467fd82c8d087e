def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.readLines().any { it.startsWith('[WARNING]') && it.endsWith('The run was aborted: disk full on /data') }
assert log.contains("Wrote 1 phase and 1 resource sample to ${new File(basedir, 'artifacts/plan1')}")
