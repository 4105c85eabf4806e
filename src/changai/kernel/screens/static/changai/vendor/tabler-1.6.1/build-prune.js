// Takes families of the kit that no page uses out of tabler.css (node build-prune.js < tabler.min.css); needs postcss.
const postcss = require("postcss");
const unused = /\.(navbar|offcanvas|carousel|accordion|ribbon|otp|popover|toast|signal|chat|tracking|ts-|tom-|litepicker|flatpickr|calendar|markdown|noUi|dropzone|fslightbox|plyr|jsvectormap|apexcharts|star-rating|coloris|clr-|page-wrapper|sticky-top|btn-(twitter|facebook|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler|linkedin|behance|x|spotify|tiktok)|(bg|text|btn|link)-(twitter|facebook|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|linkedin|behance|spotify|tiktok))|\[data-vc/;
const root = postcss.parse(require("fs").readFileSync(0, "utf8"));
root.walkRules((rule) => {
  if (rule.parent.type === "atrule" && /keyframes/.test(rule.parent.name)) return;
  const kept = rule.selectors.filter((one) => !unused.test(one));
  if (!kept.length) rule.remove();
  else if (kept.length < rule.selectors.length) rule.selectors = kept;
});
root.walkAtRules((rule) => { if (rule.nodes && !rule.nodes.length) rule.remove(); });
process.stdout.write(root.toString());
