const uuid = { type: 'string', pattern: '^[a-fA-F0-9]{8}(-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$' };
const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const template = {
  type: 'object',
  properties: { id: uuid, version: { type: 'integer' }, uri: text },
  required: ['id', 'version', 'uri'],
};

/**
 * What GOV.UK Notify promises of its answers, in JSON Schema: those of `POST /v2/notifications/email` and of
 * `GET /v2/notifications/{id}`, and errors.
 * Source: alphagov/notifications-api, `app/v2/notifications/notification_schemas.py`, and the types of
 * notifications-node-client 8.4 for `sanitised_content`.
 */
export const notifySchemas = {
  emailSent: {
    type: 'object',
    properties: {
      id: uuid,
      reference: textOrNull,
      content: {
        type: 'object',
        properties: { from_email: text, body: text, subject: text, one_click_unsubscribe_url: textOrNull },
        required: ['body', 'from_email', 'subject'],
      },
      sanitised_content: {
        type: 'object',
        additionalProperties: { type: 'object', additionalProperties: text },
      },
      uri: text,
      template,
      scheduled_for: textOrNull,
    },
    required: ['id', 'content', 'uri', 'template'],
    additionalProperties: false,
  },
  notification: {
    type: 'object',
    properties: {
      id: uuid,
      reference: textOrNull,
      email_address: textOrNull,
      phone_number: textOrNull,
      type: { enum: ['sms', 'letter', 'email'] },
      status: text,
      template,
      body: text,
      subject: textOrNull,
      created_at: text,
      sent_at: textOrNull,
      completed_at: textOrNull,
      scheduled_for: textOrNull,
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`line_${n}`, textOrNull])),
      postcode: textOrNull,
    },
    required: 'id reference type status template body created_at sent_at completed_at email_address'
      .concat(' phone_number line_1 line_2 line_3 line_4 line_5 line_6 postcode')
      .split(' '),
  },
  failure: {
    type: 'object',
    properties: {
      status_code: { type: 'integer' },
      errors: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', properties: { error: text, message: text }, required: ['error', 'message'] },
      },
    },
    required: ['status_code', 'errors'],
  },
} as const;
