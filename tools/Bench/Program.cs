// Bench: the gateway beside its peers, in one run on one machine, as ratios. Machines are shared
// and noisy, so each figure is the median of several rounds in which all contenders take turns,
// and nothing here passes or fails.
//
//   tools/portreeve bench [--quick] [--write] [--only NAME,NAME]
//
// Ten minutes, or two with --quick. --write puts table and chart into hardware/bench.md and
// README.md, dated. As root it runs in a network namespace of its own, in which the kernel's own
// forwarding (nftables) takes part too.

using System.Globalization;
using Portreeve.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Isolation.Enter(args) is int ended) return ended;
return new Run(args).All();
