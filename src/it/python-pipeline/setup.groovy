def module = new File(basedir, '../../../src/main/python/metrics_snapshot.py')
new File(basedir, module.name).bytes = module.bytes
return true
