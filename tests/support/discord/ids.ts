/** The bot, the one server it is in, and its channel. */
export const applicationId = '900000000000000001';
export const botUserId = '900000000000000001';
export const serverId = '800000000000000001';
export const channelId = '700000000000000001';
