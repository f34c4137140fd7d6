/** The longest form that is read, in characters; a customer's own is far shorter. */
const LONGEST_FORM = 50_000;

/** The fields of a form that a browser posted, as urlencoded or multipart; undefined where it cannot be read as either. */
export async function readForm(
  contentType: string | undefined,
  body: string,
): Promise<{ readonly all: (name: string) => readonly string[] } | undefined> {
  if (body.length > LONGEST_FORM) return undefined;
  const type = contentType ?? 'application/x-www-form-urlencoded';
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    return { all: (name) => form.getAll(name).filter((value) => typeof value === 'string') };
  } catch {
    return undefined;
  }
}
