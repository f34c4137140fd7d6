import * as z from 'zod';

/** A CEL condition. It is compiled, and told of with its place within the text, when the names of the shop are known. */
export const conditionTextSchema = z.string().min(1).max(2000).meta({ title: 'condition' });
