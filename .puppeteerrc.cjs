// Keeps npm versions that ignore `allowScripts` from downloading a browser during installation.
module.exports = {skipDownload: true};
