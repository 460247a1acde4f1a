/** A command that can't do what was asked, with a message for whoever asked. */
export class Refused extends Error {}
