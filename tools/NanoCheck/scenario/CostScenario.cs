// Scenario: what the gateway does all day, over sockets that answer at once: bulk, single
// chunks, datagrams, admissions, and nothing. It only counts; the tests of behaviour are elsewhere.

using System;
using System.Net;
using System.Net.Sockets;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Platform;
using Portreeve.Table;
using Portreeve.Upkeep;

namespace Portreeve.Scenario
{
    /// <summary>Runs the gateway for the meter.</summary>
    public static class CostScenario
    {
        private const int Rounds = 1000;
        private const int Crowd = 500;
        private const int SmallBytes = 64;
        private const int NapMs = 10;
        private const long ClientAddress = 0x0A01A8C0; // 192.168.1.10, first byte lowest
        private const uint Known = 0xC0A8010A; // the same in host order
        private static long _now;

        /// <summary>
        /// Instructions and calls of one occasion and objects in all rounds, three numbers each,
        /// in the order of CostCount.Occasions.
        /// </summary>
        public static long[] Run()
        {
            var result = new long[36];
            Bulk(result, 0);
            Small(result, 3);
            Datagrams(result, 6, false);
            Datagrams(result, 9, true);
            Idle(result, 12, 0, 0);
            Idle(result, 15, 4, 0);
            Idle(result, 18, 8, 0);
            Idle(result, 21, 1, 4);
            Idle(result, 24, 4, 6);
            Idle(result, 27, 8, 6);
            Admissions(result, 30, 0);
            Admissions(result, 33, Crowd);
            return result;
        }

        private static void Bulk(long[] result, int at)
        {
            Gateway gateway = Start("tcp 8080 192.168.1.20:80 from any");
            Socket client = Enter(gateway, 1);
            Socket upstream = Last();
            int chunk = gateway.Limits.ChunkBytes;
            client.Pending = Rounds * chunk;
            Reset();
            while (client.Pending > 0) Step(gateway);
            Check(upstream.Sent, (long)Rounds * chunk);
            Store(result, at, Rounds);
        }

        private static void Small(long[] result, int at)
        {
            Gateway gateway = Start("tcp 8080 192.168.1.20:80 from any");
            Socket client = Enter(gateway, 1);
            Socket upstream = Last();
            Reset();
            for (int i = 0; i < Rounds; i++)
            {
                client.Pending = SmallBytes;
                Step(gateway);
            }
            Check(upstream.Sent, (long)Rounds * SmallBytes);
            Store(result, at, Rounds);
        }

        private static void Datagrams(long[] result, int at, bool isReply)
        {
            Gateway gateway = Start("udp 27015 192.168.1.20:27015 from any");
            for (int step = 0; step < 4; step++) Step(gateway);
            Socket port = Last();
            port.ComesFrom(ClientAddress, 50000);
            port.Pending = SmallBytes;
            for (int step = 0; step < 4; step++) Step(gateway);
            Socket upstream = Last();
            Socket from = isReply ? upstream : port;
            Socket to = isReply ? port : upstream;
            // The first answer makes the end point that all others go to.
            from.Pending = SmallBytes;
            Step(gateway);
            to.Sent = 0;
            Reset();
            for (int i = 0; i < Rounds; i++)
            {
                from.Pending = SmallBytes;
                Step(gateway);
            }
            Check(to.Sent, (long)Rounds * SmallBytes);
            Store(result, at, Rounds);
        }

        // As on the chip, where the loop naps a tick of 10 ms when nothing moves.
        private static void Idle(long[] result, int at, int doors, int sessions)
        {
            var limits = new Limits();
            limits.SocketsMax = 64;
            limits.ListenersMax = 16;
            limits.ConnectionsMax = limits.SocketsMax;
            Gateway gateway = Start(null, limits);
            for (int i = 0; i < doors; i++)
            {
                Add(gateway, "tcp " + (8080 + i).ToString() + " 192.168.1.20:80 from any");
            }
            if (sessions > 0) Enter(gateway, sessions);
            Rest(gateway);
            Check(gateway.Relay.Roster.SessionCount, sessions);
            Reset();
            Rest(gateway);
            Store(result, at, Rounds);
        }

        private static void Rest(Gateway gateway)
        {
            for (int i = 0; i < Rounds; i++)
            {
                _now += NapMs;
                gateway.Step(_now);
            }
        }

        // All that is asked and noted about a newcomer who is on the list, sockets apart.
        private static void Admissions(long[] result, int at, int inside)
        {
            var limits = new Limits();
            limits.SocketsMax = 2 * Crowd + 16;
            limits.ConnectionsMax = limits.SocketsMax;
            Gateway gateway = Start("tcp 8080 192.168.1.20:80 from 203.0.113.0/24,10.0.0.0/8,lan "
                + "max 999 each 4 rate 90", limits);
            for (int step = 0; step < 4; step++) Step(gateway);
            Socket listener = Last();
            for (int i = 0; i < inside; i++)
            {
                listener.Knock(10 | ((long)(i >> 8) << 16) | ((long)(i & 255) << 24), 50000);
                for (int step = 0; step < 8; step++) Step(gateway);
            }
            Check(gateway.Relay.Roster.SessionCount, inside);
            Rule rule = gateway.Table.At(0);
            // The first makes the table of rates.
            gateway.Admission.Enter(rule, Known, null, _now);
            gateway.Admission.Leave(rule, Known);
            Reset();
            for (int i = 0; i < Rounds; i++)
            {
                // Several, since one alone may find its place in a hash table taken.
                uint source = Known + (uint)(i % 100);
                _now += 1000;
                Verdict verdict = gateway.Admission.Judge(rule, source, _now);
                EndReason limit = gateway.Admission.Limit(rule, source, _now);
                if (!verdict.IsAdmitted || limit != null) throw new Exception("was refused");
                gateway.Admission.Enter(rule, source, verdict.Grant, _now);
                gateway.Admission.Leave(rule, source);
            }
            Store(result, at, Rounds);
        }

        private static Gateway Start(string rule)
        {
            return Start(rule, new Limits());
        }

        private static Gateway Start(string rule, Limits limits)
        {
            Socket.All.Clear();
            limits.TurnSteps = Limits.ChipTurnSteps;
            _now = 1000;
            var world = new StillWorld();
            var around = new Surroundings();
            around.Clock = world;
            around.Lan = world;
            around.Slots = world;
            around.Terminal = world;
            around.Board = world;
            around.Lamp = world;
            around.Network = new SocketNetwork(
                new ReflectedPowers(), IPAddress.Any, limits.ChunkBytes, 6);
            var gateway = new Gateway(around, limits);
            if (rule != null) Add(gateway, rule);
            return gateway;
        }

        private static void Add(Gateway gateway, string rule)
        {
            RuleDraft draft = RuleText.Read(rule, 0);
            if (!draft.IsGood) throw new Exception("the scenario's rule is not one: " + rule);
            gateway.Table.Add(draft.Rule);
        }

        // Lets clients in and waits until their sessions are open. Returns the last one's socket.
        private static Socket Enter(Gateway gateway, int clients)
        {
            for (int step = 0; step < 4; step++) Step(gateway);
            Socket listener = Last();
            Socket client = null;
            for (int i = 0; i < clients; i++)
            {
                client = listener.Knock(ClientAddress, 50001 + i);
                // Until the door's turn has come.
                for (int step = 0; step < 8; step++) Step(gateway);
            }
            client.Pending = 1;
            Step(gateway);
            Check(Last().Sent, 1);
            Last().Sent = 0;
            return client;
        }

        private static void Step(Gateway gateway)
        {
            gateway.Step(_now++);
        }

        private static Socket Last()
        {
            return (Socket)Socket.All[Socket.All.Count - 1];
        }

        private static void Reset()
        {
            Meter.Instructions = 0;
            Meter.Calls = 0;
            Meter.Objects = 0;
        }

        private static void Store(long[] result, int at, int rounds)
        {
            result[at] = Meter.Instructions / rounds;
            result[at + 1] = Meter.Calls / rounds;
            result[at + 2] = Meter.Objects;
        }

        private static void Check(long got, long expected)
        {
            if (got != expected)
            {
                throw new Exception("the scenario moved " + got.ToString() + " bytes, not "
                    + expected.ToString());
            }
        }
    }
}
