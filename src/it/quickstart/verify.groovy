def log = new File(basedir, 'build.log').text
assert log.contains('11 phases, 11 thresholds kept, 0 broken, 0 not measured')
