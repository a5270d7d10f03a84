// Says what is wrong before anything else can fail in a way that does not.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Midad needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`);
  process.exit(1);
}
