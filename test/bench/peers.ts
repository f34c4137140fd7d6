/** The figures of others, measured once on another machine and quoted here as they were. */
export const PEERS = `## Beside others

These figures of others were measured once, on a quiet 2-core machine, and not again beside ours. The loads were alike and not the same. Take orders of magnitude from them, not percents.

| what | events or e-mails a second | CPU seconds per 1,000 |
| --- | --- | --- |
| Parcelvoy 2.3.3, self-hosted (four processes, 372 MB idle): purchase events with an RFM-style list kept true | 256 | 6.3 |
| Parcelvoy 2.3.3: e-mails | 163 | 7.5 |
| By hand: nodemailer with a compiled template, no database, no record | 1,500 to 1,770 | 0.6 to 0.8 |

Parcelvoy took 152 s to recompute one list over 100,000 customers, whether or not anything had changed, and its lists ended wrong
where events of one customer were handled side by side. Perennial has no such step: classes are kept true event by event, and
a sweep costs what is due. Written by hand, one PostgreSQL statement recomputes such a segment over 100,000 customers and a million
orders in 0.17 s, and RFM quintiles in 0.8 s: for a report made once that is hard to beat, and it sends, journals and dates
nothing.
`;
