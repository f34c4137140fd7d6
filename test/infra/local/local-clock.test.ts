import { describe, expect, it } from 'vitest';
import { createLocalClock } from '../../../infra/local/local-clock.ts';

describe('the local clock', () => {
  it('follows the wall clock', () => {
    let wall = 1000;
    const clock = createLocalClock({ wallClock: () => wall });
    wall = 1500;
    expect(clock.now()).toBe(1500);
    expect(clock.offsetMs()).toBe(0);
  });

  it('stands still where it is held, then goes on from there', () => {
    let wall = 1_000_000;
    const clock = createLocalClock({ wallClock: () => wall });
    clock.holdAt(5000);
    wall += 300;
    expect([clock.now(), clock.isHeld()]).toEqual([5000, true]);
    clock.resume();
    expect(clock.isHeld()).toBe(false);
    expect(clock.now()).toBe(5000);
    wall += 40;
    expect(clock.now()).toBe(5040);
  });

  it('takes up where an earlier run stood, with the time in between', () => {
    let wall = 1_000_000;
    const first = createLocalClock({ wallClock: () => wall });
    first.holdAt(5000);
    first.resume();
    wall += 10_000;
    const second = createLocalClock({ wallClock: () => wall });
    second.follow(first.offsetMs());
    expect(second.now()).toBe(15_000);
  });
});
