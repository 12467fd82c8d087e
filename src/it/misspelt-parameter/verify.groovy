def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains('2 mistakes in the configuration of metrics-gate:')
assert log.contains("<p99Treshold> is no parameter of any goal of the plugin (did you mean 'p99Threshold'?)")
assert log.contains("<enviroment> is no parameter of the goals of the execution 'default' (did you mean 'environment'?)")
assert !new File(basedir, 'artifacts').exists()
