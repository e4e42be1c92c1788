import _ from 'lodash';
import { documents, random, repeat } from './data.mjs';
const ratings = documents.map(({ id }) => ({ id, user: id % 90, score: random() }));
repeat(() => {
  const groups = _.groupBy(ratings, 'user');
  const seen = _.map(_.take(ratings, 400), 'id');
  const best = _.mapValues(groups, (list) =>
    _.take(
      _.orderBy(
        _.reject(list, (r) => _.includes(seen, r.id)),
        'score',
        'desc',
      ),
      5,
    ),
  );
  return _.size(best);
});
