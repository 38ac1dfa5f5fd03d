/** Interaction and webhook tokens stand in REST addresses: whoever holds one may speak as the bot. */
const tokens = /(\/(?:webhooks|interactions)\/\d{1,20}\/)[^/?\s"']{1,400}/g;
/** A bot token: three base64url parts. */
const botToken = /\b[\w-]{20,40}\.[\w-]{5,10}\.[\w-]{25,60}\b/g;

/** The text without secrets, for a log. */
export function redacted(text: string): string {
  return text.replace(tokens, '$1[secret]').replace(botToken, '[secret]');
}
