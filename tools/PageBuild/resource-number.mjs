// The number nanoFramework's metadata processor gives a resource: a hash of its name, folded to 16
// bits. C# int arithmetic wraps, hence Math.imul and "| 0".

export const resourceNumber = (name) => {
  const hash = [(5381 << 16) + 5381, (5381 << 16) + 5381];
  [...name].forEach((c, i) => {
    hash[i % 2] = (Math.imul(hash[i % 2], 33) ^ c.charCodeAt(0)) | 0;
  });
  const sum = (hash[0] + Math.imul(hash[1], 1566083941)) | 0;
  return (sum << 16 >> 16) ^ (sum >> 16);
};
