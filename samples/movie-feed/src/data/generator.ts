import { GENRES, type Genre } from '../genres.ts';
import {
  REGIONS,
  type CatalogueItem,
  type ItemFeatures,
  type Maturity,
  type Rating,
  type Region,
  type UserProfile,
} from '../types.ts';
import {
  integerBelow,
  mulberry32,
  normal,
  permutation,
  zipfSampler,
  type Random,
} from '../util/random.ts';
import { dot } from '../util/vector.ts';
import type { Dataset, DatasetSize } from './dataset.ts';
import { createWriter, type Writer } from './text.ts';

const DIMENSIONS = 8;
const POPULARITY_EXPONENT = 0.9;
const ACTIVITY_FLOOR = 20;
const ACTIVITY_CAP_SHARE = 0.6;
const IMPRESSIONS_PER_TITLE = 2;
const LICENSED_SHARE = 0.6;
const UNRATED_SHARE = 0.1;
const RATED: readonly Maturity[] = ['g', 'pg', 'pg-13', 'r', 'tv-ma'];
const FIRST_RELEASE = Date.UTC(1960, 0, 1);
const LAST_RELEASE = Date.UTC(2025, 0, 1);
/** Ids start at 1. */
const UNLICENSED = 0;
/** Keep the streams of random numbers apart: members and what they were shown. */
const MEMBER_STREAM = 1;
const IMPRESSION_STREAM = 2;

/** A stream of its own for each member, so that more titles or members change nobody else's. */
function streamOf(seed: number, userId: number, stream: number): Random {
  return mulberry32(seed ^ Math.imul(2 * userId + stream, 0x9e3779b1));
}

/** Four decimals are plenty for a latent factor and keep rows short. */
function factors(random: Random): number[] {
  return Array.from({ length: DIMENSIONS }, () => Math.round(normal(random) * 1e4) / 1e4);
}

function releaseDate(random: Random): string {
  // The larger of two draws: a catalogue leans towards recent titles.
  const recency = Math.max(random(), random());
  return new Date(
    FIRST_RELEASE + Math.floor(recency * (LAST_RELEASE - FIRST_RELEASE)),
  ).toISOString();
}

function itemGenres(random: Random): Genre[] {
  const chosen = new Set<Genre>();
  const count = 1 + integerBelow(random, 3);
  for (let i = 0; i < count; i++) chosen.add(GENRES[integerBelow(random, GENRES.length)]);
  return [...chosen];
}

function licences(random: Random): Set<Region> {
  return new Set(REGIONS.filter(() => random() < LICENSED_SHARE));
}

interface Title {
  readonly features: ItemFeatures;
  readonly maturity: Maturity;
  readonly regions: ReadonlySet<Region>;
}

function createTitle(id: number, random: Random, writer: Writer): Title {
  const features = {
    id,
    title: writer.title(),
    synopsis: writer.synopsis(),
    genres: itemGenres(random),
    releasedAt: releaseDate(random),
    factors: factors(random),
  };
  const maturity = random() < UNRATED_SHARE ? 'unrated' : RATED[integerBelow(random, RATED.length)];
  return { features, maturity, regions: licences(random) };
}

/** Log-normal around 70 ratings, never below the floor, never above a share of the catalogue. */
function activity(random: Random, items: number): number {
  const drawn = Math.round(Math.exp(Math.log(70) + normal(random)));
  const cap = Math.floor(ACTIVITY_CAP_SHARE * items);
  return Math.min(Math.max(drawn, ACTIVITY_FLOOR), cap);
}

/** 3.5 + 0.35 p·q + noise, in half stars. */
function starRating(p: readonly number[], q: readonly number[], random: Random): number {
  const raw = 3.5 + 0.35 * dot(p, q) + 0.5 * normal(random);
  return Math.min(5, Math.max(0.5, Math.round(raw * 2) / 2));
}

/** Distinct titles by popularity; redraws stay few because activity is capped well below the catalogue. */
function drawTitles(count: number, draw: () => Title): Set<Title> {
  const titles = new Set<Title>();
  while (titles.size < count) titles.add(draw());
  return titles;
}

function createUser(id: number, random: Random, items: number, draw: () => Title): UserProfile {
  const region = REGIONS[integerBelow(random, REGIONS.length)];
  const taste = factors(random);
  const genreCounts: Partial<Record<Genre, number>> = {};
  const history: Rating[] = [];
  for (const { features } of drawTitles(activity(random, items), draw)) {
    const rating = starRating(taste, features.factors, random);
    history.push({ itemId: features.id, rating });
    if (rating < 4) continue;
    for (const genre of features.genres) genreCounts[genre] = (genreCounts[genre] ?? 0) + 1;
  }
  return { id, region, factors: taste, genreCounts, history };
}

function audienceOf(users: Iterable<UserProfile>): Map<number, number[]> {
  const audience = new Map<number, number[]>();
  for (const user of users) {
    for (const { itemId } of user.history) {
      const members = audience.get(itemId);
      if (members) members.push(user.id);
      else audience.set(itemId, [user.id]);
    }
  }
  return audience;
}

function createCatalogue(
  titles: readonly Title[],
  audience: ReadonlyMap<number, readonly number[]>,
): Dataset['catalogue'] {
  const items = titles.map(({ features, maturity, regions }): CatalogueItem => ({
    id: features.id,
    maturity,
    regions,
    releasedAt: features.releasedAt,
    ratingCount: audience.get(features.id)?.length ?? 0,
  }));
  const idsBy = (compare: (a: CatalogueItem, b: CatalogueItem) => number): number[] =>
    [...items].sort((a, b) => compare(a, b) || a.id - b.id).map(({ id }) => id);
  return {
    byId: new Map(items.map((item) => [item.id, item])),
    byPopularity: idsBy((a, b) => b.ratingCount - a.ratingCount),
    byRelease: idsBy((a, b) =>
      a.releasedAt < b.releasedAt ? 1 : a.releasedAt > b.releasedAt ? -1 : 0,
    ),
  };
}

/**
 * Over the years the feed shows a member about two tiles a title, popular ones more often,
 * and only what is licensed where they live. What they rated was shown first of all.
 */
function impressions(
  user: UserProfile,
  count: number,
  tiles: Uint32Array,
  drawRank: () => number,
): number[] {
  const shown = user.history.map(({ itemId }) => itemId);
  // In a tiny catalogue a region may have nothing to show.
  if (tiles.every((id) => id === UNLICENSED)) return shown;
  while (shown.length < count) {
    const id = tiles[drawRank()];
    if (id !== UNLICENSED) shown.push(id);
  }
  return shown;
}

/** The ids by rank, with a hole for each title that is not licensed in the region. */
function tilesOf(region: Region, byRank: readonly Title[]): Uint32Array {
  return Uint32Array.from(byRank, ({ features, regions }) =>
    regions.has(region) ? features.id : UNLICENSED,
  );
}

/** The same size and seed give the same data, on every Node. */
export function generateDataset({ users: userCount, items, seed }: DatasetSize): Dataset {
  const random = mulberry32(seed);
  const writer = createWriter(random);
  const titles = Array.from({ length: items }, (_, i) => createTitle(i + 1, random, writer));
  // A shuffle between rank and id, so that nothing downstream can lean on small ids being popular.
  const order = permutation(random, items);
  const byRank = Array.from(order, (position) => titles[position]);
  const drawRank = zipfSampler(items, POPULARITY_EXPONENT);

  const users = new Map<number, UserProfile>();
  for (let id = 1; id <= userCount; id++) {
    const stream = streamOf(seed, id, MEMBER_STREAM);
    users.set(
      id,
      createUser(id, stream, items, () => byRank[drawRank(stream)]),
    );
  }
  const audience = audienceOf(users.values());
  // Flat, because thousands of tiles are drawn for each member.
  const tiles = new Map(REGIONS.map((region) => [region, tilesOf(region, byRank)]));
  const impressionsOf = (user: UserProfile): number[] => {
    const stream = streamOf(seed, user.id, IMPRESSION_STREAM);
    const licensed = tiles.get(user.region) ?? new Uint32Array();
    return impressions(user, IMPRESSIONS_PER_TITLE * items, licensed, () => drawRank(stream));
  };

  return {
    catalogue: createCatalogue(titles, audience),
    features: titles.map(({ features }) => features),
    users,
    audience,
    impressionsOf,
  };
}
