import { describe, expect, it } from 'vitest';
import { compileEventPattern } from '../../../../infra/local/bus/event-pattern.ts';
import { PerennialError } from '../../../../shared/perennial-error.ts';

const matches = (pattern: unknown, event: unknown): boolean => compileEventPattern(pattern)(event);

/** The sample event of https://github.com/aws/event-ruler README, "Ruler by Example". */
const sample = {
  version: '0',
  id: 'ddddd4-aaaa-7777-4444-345dd43cc333',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '012345679012',
  time: '2017-10-02T16:24:49Z',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000'],
  detail: {
    'c-count': 5,
    'd-count': 3,
    'x-limit': 301.8,
    'source-ip': '10.0.0.33',
    'instance-id': 'i-000000aaaaaa00000',
    state: 'running',
  },
};

describe('the published examples of aws/event-ruler (README, at 0816dfb) match the sample event', () => {
  it.each<[string, unknown]>([
    [
      'simple',
      {
        'detail-type': ['EC2 Instance State-change Notification'],
        resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000'],
        detail: { state: ['initializing', 'running'] },
      },
    ],
    ['prefix', { time: [{ prefix: '2017-10-02' }] }],
    ['suffix', { source: [{ suffix: 'ec2' }] }],
    ['anything-but, one string', { detail: { state: [{ 'anything-but': 'initializing' }] } }],
    ['anything-but, one number', { detail: { 'x-limit': [{ 'anything-but': 123 }] } }],
    ['anything-but, strings', { detail: { state: [{ 'anything-but': ['stopped', 'overloaded'] }] } }],
    ['anything-but, numbers', { detail: { 'x-limit': [{ 'anything-but': [100, 200, 300] }] } }],
    ['anything-but, prefix', { detail: { state: [{ 'anything-but': { prefix: 'init' } }] } }],
    [
      'numeric',
      {
        detail: {
          'c-count': [{ numeric: ['>', 0, '<=', 5] }],
          'd-count': [{ numeric: ['<', 10] }],
          'x-limit': [{ numeric: ['=', 3.018e2] }],
        },
      },
    ],
    ['cidr', { detail: { 'source-ip': [{ cidr: '10.0.0.0/24' }] } }],
    ['exists', { detail: { 'c-count': [{ exists: true }] } }],
    [
      'complex',
      {
        time: [{ prefix: '2017-10-02' }],
        detail: {
          state: [{ 'anything-but': 'initializing' }],
          'c-count': [{ numeric: ['>', 0, '<=', 5] }],
          'd-count': [{ numeric: ['<', 10] }],
          'x-limit': [{ 'anything-but': [100, 200, 300] }],
          'source-ip': [{ cidr: '10.0.0.0/8' }],
        },
      },
    ],
  ])('%s', (_, pattern) => {
    expect(matches(pattern, sample)).toBe(true);
  });

  it('exists: false holds for an absent leaf, and for one that is an object', () => {
    const pattern = { detail: { 'c-count': [{ exists: false }] } };
    expect(matches(pattern, sample)).toBe(false);
    expect(matches(pattern, { detail: { state: 'running' } })).toBe(true);
    expect(matches(pattern, { detail: { 'c-count': { c1: 100 } } })).toBe(true);
  });

  it.each([
    [{ source: 'aws.cloudwatch', metricName: 'ReadLatency' }, true],
    [{ source: 'aws.cloudwatch', namespace: 'AWS/ES' }, true],
    [{ source: 'aws.cloudwatch', metricName: 'WriteLatency' }, false],
    [{ source: 'aws.ec2', metricName: 'ReadLatency' }, false],
  ])('$or is an "or" of fields beside an "and": %j', (event, expected) => {
    const pattern = {
      source: ['aws.cloudwatch'],
      $or: [{ metricName: ['CPUUtilization', 'ReadLatency'] }, { namespace: ['AWS/EC2', 'AWS/ES'] }],
    };
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each([
    [{ source: 'aws.cloudwatch', scope: 'Service' }, true],
    [{ source: 'aws.cloudwatch', metricType: 'MetricType', namespace: 'AWS/EC2', spaceId: 1000 }, true],
    [{ source: 'aws.cloudwatch', metricType: 'MetricType', namespace: 'AWS/EC2' }, false],
  ])('$or nests: %j', (event, expected) => {
    const pattern = {
      source: ['aws.cloudwatch'],
      $or: [
        { metricName: ['CPUUtilization', 'ReadLatency'] },
        {
          metricType: ['MetricType'],
          namespace: ['AWS/EC2', 'AWS/ES'],
          $or: [{ metricId: [1234] }, { spaceId: [1000] }],
        },
        { scope: ['Service'] },
      ],
    };
    expect(matches(pattern, event)).toBe(expected);
  });

  it('$or with an object is an ordinary field', () => {
    const pattern = { source: ['aws.cloudwatch'], $or: { metricType: ['MetricType'] } };
    expect(matches(pattern, { source: 'aws.cloudwatch', $or: { metricType: 'MetricType' } })).toBe(true);
    expect(matches(pattern, { source: 'aws.cloudwatch', metricType: 'MetricType' })).toBe(false);
  });

  it.each([
    [
      [
        { firstName: 'John', lastName: 'Doe' },
        { firstName: 'Anna', lastName: 'Smith' },
        { firstName: 'Peter', lastName: 'Jones' },
      ],
    ],
    [
      [
        [
          { firstName: 'John', lastName: 'Doe' },
          { firstName: 'Anna', lastName: 'Smith' },
        ],
        [{ firstName: 'Peter', lastName: 'Jones' }],
      ],
    ],
  ])('fields below an array match within one element only', (employees) => {
    expect(matches({ employees: { firstName: ['Anna'] } }, { employees })).toBe(true);
    expect(matches({ employees: { firstName: ['Anna'], lastName: ['Smith'] } }, { employees })).toBe(true);
    expect(matches({ employees: { firstName: ['Anna'], lastName: ['Jones'] } }, { employees })).toBe(false);
  });
});

describe('the summary table of the EventBridge guide (eb-create-pattern-operators)', () => {
  it.each<[unknown, unknown, boolean]>([
    [{ Location: ['New York'], Day: ['Monday'] }, { Location: 'New York', Day: 'Monday' }, true],
    [{ Location: ['New York'], Day: ['Monday'] }, { Location: 'New York', Day: 'Tuesday' }, false],
    [{ Region: [{ 'anything-but': { prefix: 'us-' } }] }, { Region: 'eu-west-1' }, true],
    [{ Region: [{ 'anything-but': { prefix: 'us-' } }] }, { Region: 'us-east-1' }, false],
    [{ FileName: [{ 'anything-but': { suffix: '.png' } }] }, { FileName: 'a.txt' }, true],
    [{ FileName: [{ 'anything-but': { suffix: '.png' } }] }, { FileName: 'a.png' }, false],
    [{ FileName: [{ 'anything-but': { suffix: ['.txt', '.rtf'] } }] }, { FileName: 'a.rtf' }, false],
    [
      { state: [{ 'anything-but': { 'equals-ignore-case': 'initializing' } }] },
      { state: 'INITIALIZING' },
      false,
    ],
    [
      { state: [{ 'anything-but': { 'equals-ignore-case': ['initializing', 'stopped'] } }] },
      { state: 'Running' },
      true,
    ],
    [{ FilePath: [{ 'anything-but': { wildcard: '*/lib/*' } }] }, { FilePath: 'usr/lib/x' }, false],
    [
      { FilePath: [{ 'anything-but': { wildcard: ['*/lib/*', '*/bin/*'] } }] },
      { FilePath: 'usr/src/x' },
      true,
    ],
    [{ Region: [{ prefix: 'us-' }] }, { Region: 'us-east-1' }, true],
    [{ service: [{ prefix: { 'equals-ignore-case': 'eventb' } }] }, { service: 'EventBridge' }, true],
    [{ service: [{ suffix: { 'equals-ignore-case': 'tbridge' } }] }, { service: 'EVENTBRIDGE' }, true],
    [{ LastName: [''] }, { LastName: '' }, true],
    [{ LastName: [''] }, { LastName: null }, false],
    [{ Name: [{ 'equals-ignore-case': 'alice' }] }, { Name: 'Alice' }, true],
    [{ ProductName: [{ exists: true }] }, { ProductName: null }, true],
    [{ ProductName: [{ exists: false }] }, {}, true],
    [{ Weather: [{ 'anything-but': ['Raining'] }] }, { Weather: 'Raining' }, false],
    [{ Weather: [{ 'anything-but': ['Raining'] }] }, {}, false],
    [{ UserID: [null] }, { UserID: null }, true],
    [{ UserID: [null] }, {}, false],
    [{ Price: [{ numeric: ['=', 100] }] }, { Price: 100 }, true],
    [{ Price: [{ numeric: ['=', 100] }] }, { Price: '100' }, false],
    [{ Price: [{ numeric: ['>', 10, '<=', 20] }] }, { Price: 10 }, false],
    [{ Price: [{ numeric: ['>', 10, '<=', 20] }] }, { Price: 20 }, true],
    [{ PaymentType: ['Credit', 'Debit'] }, { PaymentType: 'Debit' }, true],
    [{ FileName: [{ wildcard: 'dir/*.png' }] }, { FileName: 'dir/a/b.png' }, true],
    [{ FileName: [{ wildcard: 'dir/*.png' }] }, { FileName: 'other/a.png' }, false],
  ])('%j against %j is %s', (pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });
});

describe('matching', () => {
  it.each<[string, unknown, unknown, boolean]>([
    [
      'an array matches where the intersection is not empty',
      { tags: ['b', 'z'] },
      { tags: ['a', 'b'] },
      true,
    ],
    ['nested arrays of values are one array', { tags: ['b'] }, { tags: [['a'], ['b']] }, true],
    [
      'anything-but looks at each value of an array',
      { tags: [{ 'anything-but': 'a' }] },
      { tags: ['a', 'b'] },
      true,
    ],
    ['an escaped asterisk is itself', { a: [{ wildcard: '5\\*5' }] }, { a: '5*5' }, true],
    ['an escaped asterisk is no wildcard', { a: [{ wildcard: '5\\*5' }] }, { a: '5x5' }, false],
    ['a dot in a wildcard is a dot', { a: [{ wildcard: 'a.*' }] }, { a: 'abc' }, false],
    ['a wildcard spans line breaks', { a: [{ wildcard: 'x*y' }] }, { a: 'x\ny' }, true],
    ['an IPv6 block matches', { ip: [{ cidr: '2001:db8::/32' }] }, { ip: '2001:db8::1' }, true],
    [
      'an address of the other family does not',
      { ip: [{ cidr: '2001:db8::/32' }] },
      { ip: '10.0.0.1' },
      false,
    ],
    [
      'exists: false looks at every element',
      { a: { b: [{ exists: false }] } },
      { a: [{ b: 1 }, { c: 2 }] },
      false,
    ],
    ['true is not "true"', { a: [true] }, { a: 'true' }, false],
    ['a name of Object.prototype is no field', { toString: [{ exists: true }] }, {}, false],
  ])('%s', (_, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });
});

describe('a pattern that EventBridge refuses', () => {
  it.each<[string, unknown, string]>([
    ['no object', ['x'], '(top)'],
    ['empty', {}, '(top)'],
    ['an empty object', { detail: {} }, 'detail'],
    ['an empty list', { detail: { state: [] } }, 'detail.state'],
    ['a bare value', { detail: { state: 'running' } }, 'detail.state'],
    ['a list in a list', { a: [['x']] }, 'a'],
    ['an unknown operator', { a: [{ sounds: 'x' }] }, 'a'],
    ['two operators', { a: [{ prefix: 'x', suffix: 'y' }] }, 'a'],
    ['a prefix of a number', { a: [{ prefix: 1 }] }, 'a'],
    ['mixed anything-but', { a: [{ 'anything-but': ['x', 1] }] }, 'a'],
    ['anything-but of an unknown operator', { a: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'a'],
    ['consecutive wildcards', { a: [{ wildcard: 'x**' }] }, 'a'],
    ['a stray backslash', { a: [{ wildcard: 'x\\y' }] }, 'a'],
    ['bounds the wrong way round', { a: [{ numeric: ['<', 5, '>', 0] }] }, 'a'],
    ['a number out of range', { a: [{ numeric: ['<', 6e9] }] }, 'a'],
    ['no CIDR block', { a: [{ cidr: '10.0.0.0' }] }, 'a'],
    ['exists of no boolean', { a: [{ exists: 'yes' }] }, 'a'],
  ])('%s is an error that names the path', (_, pattern, path) => {
    const compile = () => compileEventPattern(pattern);
    expect(compile).toThrow(PerennialError);
    expect(compile).toThrow(`at "${path}"`);
  });
});
