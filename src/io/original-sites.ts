import { existsSync } from 'node:fs';
import type { CountSite } from '../core/counting/count-site.js';
import { SourceFiles } from './source-files.js';

/** A site that stands in another file than the one that was loaded. */
export interface PlacedSite extends CountSite {
  readonly file?: string;
}

/** Finds out where the sites of compiled files stand in what they were compiled from. */
export class OriginalSites {
  readonly #sources = new SourceFiles({ root: '/' });

  /** The sites of a file, each in its original where there is one on disk. */
  of(file: string, sites: readonly CountSite[]): readonly PlacedSite[] {
    const map = this.#sources.lineMap(file);
    if (map === undefined) return sites;
    return sites.map((site) => {
      const place = map.place(site.line, site.column);
      if (place === undefined || !existsSync(place.file)) return site;
      const { line, column } = place;
      const end = map.line(site.endLine);
      const endLine = end?.file === place.file ? Math.max(line, end.line) : line;
      return { ...site, file: place.file, line, column, endLine };
    });
  }
}
