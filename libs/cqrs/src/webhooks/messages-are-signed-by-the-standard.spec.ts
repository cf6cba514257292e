import { newKey, secretText, signatureHeaders } from './signature';

// The vector with which the libraries of Standard Webhooks test themselves.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}', at: new Date(1_614_265_330_000) };
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const key = Buffer.from(secret.replace('whsec_', ''), 'base64');

describe('a message', () => {
  test('is signed as every other library signs it', () =>
    expect(signatureHeaders(message, [key])).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': signature,
    }));

  test('has a signature for each key, the first one first', () => {
    const signatures = signatureHeaders(message, [newKey(), key])['webhook-signature']?.split(' ');
    expect(signatures).toHaveLength(2);
    expect(signatures?.[1]).toBe(signature);
    expect(signatures?.[0]).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
  });

  test('is signed for the second in which it is sent, whatever part of it has passed', () =>
    expect(signatureHeaders({ ...message, at: new Date(1_614_265_330_999) }, [key])['webhook-signature']).toBe(
      signature,
    ));
});

test('a secret is a key of 32 bytes as its receiver knows it', () => {
  expect(secretText(key)).toBe(secret);
  expect(newKey()).toHaveLength(32);
  expect(secretText(newKey())).not.toBe(secretText(newKey()));
});
