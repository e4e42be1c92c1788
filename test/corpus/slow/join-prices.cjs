// Joins the offers of a shop with the price list that arrives from another system.

exports.sizes = [250, 500, 1000, 2000];

exports.setup = function (n) {
  const offers = new Array(n);
  const prices = new Array(n);
  for (let i = 0; i < n; i++) {
    offers[i] = { sku: 'sku-' + ((i * 7919) % n), stock: i % 7 };
    prices[i] = { sku: 'sku-' + i, cents: 99 + i };
  }
  return { offers, prices };
};

exports.run = function ({ offers, prices }) {
  const joined = [];
  for (var i = 0; i < offers.length; i++) {
    var offer = offers[i];
    var at = prices.findIndex(function (price) { // grows n^2 rule:find-join
      return price.sku === offer.sku;
    });
    if (at >= 0) joined.push({ sku: offer.sku, stock: offer.stock, cents: prices[at].cents });
  }
  return joined;
};
