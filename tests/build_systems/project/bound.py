import scales

print(scales.weigh(4))
