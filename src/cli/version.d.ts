/** Version of this package, put in by the build. */
declare const RANKSCOPE_VERSION: string;
