# unittest: outcomes, assertions' messages, subtests, skips, cleanups, assertLogs, mock, asynchronous tests; translated from CPython's library.
import asyncio
import io
import logging
import unittest
from unittest import mock


class Pool:
    def __init__(self):
        self.open = 0

    async def acquire(self):
        self.open += 1
        await asyncio.sleep(0)
        return self

    async def __aenter__(self):
        return await self.acquire()

    async def __aexit__(self, *exc_info):
        self.open -= 1


class Plain(unittest.TestCase):
    order = []

    @classmethod
    def setUpClass(cls):
        cls.order.append("class")

    def setUp(self):
        self.addCleanup(self.order.append, "cleanup")

    def tearDown(self):
        self.order.append("down")

    def test_equal(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_dict(self):
        self.assertEqual({"a": 1}, {"a": 1, "b": 2})

    def test_text(self):
        self.assertMultiLineEqual("one\ntwo\n", "one\ntoo\n")

    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int("x")
        self.assertIn("invalid literal", str(caught.exception))
        with self.assertRaisesRegex(KeyError, "no"):
            raise KeyError("nothing")
        with self.assertRaises(ValueError):
            pass

    def test_wrong_error(self):
        with self.assertRaises(ValueError):
            raise TypeError("another")

    def test_subtests(self):
        for n in range(4):
            with self.subTest("number", n=n):
                self.assertLess(n, 2)

    def test_almost(self):
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertIsInstance(3, int)
        self.assertIsNone(0)

    @unittest.skip("later")
    def test_skipped(self):
        self.fail("not reached")

    @unittest.skipUnless(False, "never")
    def test_skipped_unless(self):
        pass

    def test_skips_itself(self):
        self.skipTest("by itself")

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(False)

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_logs(self):
        with self.assertLogs("shop", level="INFO") as logs:
            logging.getLogger("shop").info("sold %d", 3)
        self.assertEqual(logs.output, ["INFO:shop:sold 3"])
        with self.assertNoLogs("shop"):
            pass


class Mocks(unittest.TestCase):
    def test_calls(self):
        m = mock.Mock(return_value=3)
        self.assertEqual(m(1, key=2), 3)
        m.assert_called_once_with(1, key=2)
        m.method.side_effect = [1, KeyError("end")]
        self.assertEqual(m.method(), 1)
        self.assertRaises(KeyError, m.method)
        self.assertEqual(m.mock_calls, [mock.call(1, key=2), mock.call.method(), mock.call.method()])
        m.assert_called_with(2)

    def test_magic(self):
        m = mock.MagicMock()
        m.__len__.return_value = 5
        self.assertEqual(len(m), 5)
        with m as entered:
            self.assertIs(entered, m.__enter__.return_value)

    def test_patch(self):
        with mock.patch.object(Pool, "acquire", return_value=7) as acquire:
            self.assertIsInstance(acquire, mock.AsyncMock)
        with mock.patch.dict({"a": 1}, {"b": 2}):
            pass

    @mock.patch("asyncio.sleep")
    def test_decorated(self, sleep):
        self.assertIs(asyncio.sleep, sleep)


class Asynchronous(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.pool = Pool()
        self.addAsyncCleanup(self.check)

    async def check(self):
        self.assertEqual(self.pool.open, 0)

    async def asyncTearDown(self):
        await asyncio.sleep(0)

    async def test_pool(self):
        async with self.pool as pool:
            self.assertEqual(pool.open, 1)

    async def test_leak(self):
        await self.pool.acquire()

    async def test_entered(self):
        await self.enterAsyncContext(self.pool)
        self.assertEqual(self.pool.open, 1)

    async def test_mock(self):
        m = mock.AsyncMock(side_effect=[1, 2])
        self.assertEqual([await m(), await m()], [1, 2])
        self.assertEqual(m.await_count, 2)
        m.assert_awaited_with(3)


class Result(unittest.TestResult):
    def stopTest(self, test):
        super().stopTest(test)
        print("ran", test.id().removeprefix("__main__."))


def last_line(text):
    return [line for line in text.splitlines() if line and not line.startswith(" ")][1:][:1]


suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in (Plain, Mocks, Asynchronous))
result = Result()
suite.run(result)
for kind in ("failures", "errors"):
    for test, text in getattr(result, kind):
        print(kind, str(test).replace("__main__.", ""), last_line(text))
print([(str(test).split()[0], why) for test, why in result.skipped])
print([test.id() for test, _ in result.expectedFailures], [test.id() for test in result.unexpectedSuccesses])
print(result.testsRun, result.wasSuccessful(), Plain.order[:3], len(Plain.order))
print(unittest.TextTestRunner(io.StringIO()).run(unittest.FunctionTestCase(lambda: None)))
