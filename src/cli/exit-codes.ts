/** Everything went well; the target's own exit code stands in the report. */
export const EXIT_OK = 0;
/** A budget or a comparison failed. */
export const EXIT_FAILED = 1;
/** The command line or an input file is wrong. */
export const EXIT_USAGE = 2;
/** The target could not be started. */
export const EXIT_NOT_STARTED = 3;
/** Something in Rankscope itself failed: a mistake of ours. */
export const EXIT_INTERNAL = 70;
