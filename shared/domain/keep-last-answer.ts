/**
 * A function that keeps, for each subject it is asked about, its last answer, and gives that again for as long as the rest of
 * the question is the same by reference. For pure functions of things that never change and are asked about over and over.
 */
export function keepLastAnswer<Subject extends WeakKey, A, Answer>(
  answer: (subject: Subject, a: A) => Answer,
): (subject: Subject, a: A) => Answer;
export function keepLastAnswer<Subject extends WeakKey, A, B, Answer>(
  answer: (subject: Subject, a: A, b: B) => Answer,
): (subject: Subject, a: A, b: B) => Answer;
export function keepLastAnswer<Subject extends WeakKey, A, B, C, Answer>(
  answer: (subject: Subject, a: A, b: B, c: C) => Answer,
): (subject: Subject, a: A, b: B, c: C) => Answer;
// One by one rather than as a list, which would be made anew at each of millions of questions.
export function keepLastAnswer<Subject extends WeakKey, A, B, C, Answer>(
  answer: (subject: Subject, a: A, b: B, c: C) => Answer,
): (subject: Subject, a: A, b: B, c: C) => Answer {
  const kept = new WeakMap<
    Subject,
    { readonly a: A; readonly b: B; readonly c: C; readonly answer: Answer }
  >();
  return (subject, a, b, c) => {
    const last = kept.get(subject);
    if (last !== undefined && last.a === a && last.b === b && last.c === c) return last.answer;
    const fresh = answer(subject, a, b, c);
    kept.set(subject, { a, b, c, answer: fresh });
    return fresh;
  };
}
